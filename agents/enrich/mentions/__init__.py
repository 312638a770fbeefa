"""From recognised spans to entities: trim, revise, agree on types, find repetitions, link, weigh."""
