"""What every register of matters shows alike: words, clocks, units, timeline, the forms of the steps, the pane."""
