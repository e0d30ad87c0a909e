"""What published data lead one to expect. Nothing here decides anything."""
