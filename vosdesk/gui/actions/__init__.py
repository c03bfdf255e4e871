"""Actions as data, and the menus, toolbars and palettes made from them."""
