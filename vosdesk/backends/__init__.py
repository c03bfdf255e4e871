"""Connections to the services: all keep the protocol of ``contract.backend``."""
