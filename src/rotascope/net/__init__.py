"""The one seam to the network: addresses checked, sizes and times bounded, failures named."""
