"""What people follow from elsewhere: news as Atom, dates as iCalendar."""
