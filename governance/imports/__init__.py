"""Previewed imports: read a stranger's file row by row, show what would happen, then let it happen exactly once."""
