"""The session: the only holder of state, shared by the app and the command line."""
