"""The widgets: they get data from above and send messages up."""
