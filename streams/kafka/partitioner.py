"""Which partition a record gets by its key: the rule of Kafka's own clients, which aiokafka's producer follows."""

from aiokafka.partitioner import DefaultPartitioner


def partition_of(key: bytes, partitions: int) -> int:
    """Return the partition that a producer gives to records with this key, of so many."""
    every = list(range(partitions))
    return int(DefaultPartitioner()(key, every, every))
