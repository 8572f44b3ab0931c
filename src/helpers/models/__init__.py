"""Methods: pure functions on frames and arrays, with no file, no figure and no state."""
