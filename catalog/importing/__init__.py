"""Real catalogues come in: other people's columns and words become data resources (clause 一; 809号 第十六条)."""
