"""How the program looks: colours, icons, fonts, distances."""
