"""A throw-away PostgreSQL server, and the story that `schemagit demo` plays on it."""
