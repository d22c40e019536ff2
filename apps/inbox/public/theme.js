// Runs before the first paint, so that a chosen theme or density never flashes the other one.
try {
  const theme = localStorage.getItem('duet.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (localStorage.getItem('duet.density') === 'compact') document.documentElement.dataset.density = 'compact';
} catch {
  // Storage is blocked: the system's theme applies.
}
