"""How far a long command is."""

WIDTH = 40


def show_progress(stream, done: int, total: int, before: int) -> None:
    """Draw the bar anew on a terminal; elsewhere say each tenth on a line of its own. `before` was done last time."""
    filled = WIDTH * done // max(total, 1)
    if stream.isatty():
        bar = f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}"
        stream.write(bar, ending="\n" if done == total else "")
    elif done == total or done * 10 // total > before * 10 // total:
        stream.write(f"{done}/{total}")
