"""What the command line and the app share: the session, search, import and the sample garden."""
