"""The desktop of GuestCore: it shows what ``guestcore`` knows."""
