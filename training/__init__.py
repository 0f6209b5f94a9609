"""Training data of the scorer and the script that trains it; no part of the package."""
