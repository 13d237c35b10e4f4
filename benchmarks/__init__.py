"""Accuracy and speed, against named peers, on fixed inputs."""
