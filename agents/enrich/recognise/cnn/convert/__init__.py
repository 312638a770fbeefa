"""What makes the weights and the rules of this package from two spaCy models. Needs the dependency group `convert`."""
