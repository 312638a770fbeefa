"""From recognised spans to entities: trimmed, typed, linked, with their salience."""
