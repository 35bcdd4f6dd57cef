"""The operator's guided application as a candidate (27号 第十二条): pages, progress, what became of it."""
