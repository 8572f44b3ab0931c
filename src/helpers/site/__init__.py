"""The static site over the archive: pages, feed and files for machines, all made of packets and nothing else."""
