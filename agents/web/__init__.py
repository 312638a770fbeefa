"""What comes from the web, made safe: bounded unpacking, few headers, a client that knows where it may connect."""
