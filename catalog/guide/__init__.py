"""The registrant's guided way (26号 第七条至第十三条): a list of tasks, one block a page, the check before filing,
and what happens afterwards. Everything is written through the same edits and steps as at the other doors."""
