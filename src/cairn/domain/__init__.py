"""The clinical core: values in, values out. No framework, clock, disk, network or chance."""
