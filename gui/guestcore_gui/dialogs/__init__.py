"""Settings, help, about, and the questions the program asks."""
