"""What follows from the answers: pure functions on a method and the answers of a workbook.

Nothing here imports a widget, a disk or a plot, and nothing here is ever stored.
"""
