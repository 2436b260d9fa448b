"""The domain: records and rules. Pure: no file, no clock, no terminal; `today` is always a parameter."""
