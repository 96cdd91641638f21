"""The window: asks, shows, holds no rule."""
