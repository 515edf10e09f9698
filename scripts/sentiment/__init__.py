"""How the sentiment model is trained and measured; nothing here is imported by the product."""
