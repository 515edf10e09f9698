"""The dashboard and the HTTP interface: pages and endpoints over one desk. Nothing of markets is here."""
