"""The three requests that we make of AWS itself: send over a socket, call a function later, lay a message into a queue."""
