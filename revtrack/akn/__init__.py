"""Akoma Ntoso 3.0 XML to and from the model; the only room that imports lxml for our XML."""
