"""The terminal beneath the app: keys, pastes, signals, the filter at its exit, the editor."""
