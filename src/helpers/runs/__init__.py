"""The runs of the archive: read, compared and explained, kept, verified and handed on."""
