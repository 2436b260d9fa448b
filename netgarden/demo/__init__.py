"""The sample garden: what `netgarden demo` opens."""
