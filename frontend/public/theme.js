// Before anything is painted: the theme that was chosen in this browser, so that no dark frame comes before a light page. The app
// takes over from here (core/theme.ts). It is a file of its own because the server lets no script run within a page.
try {
  const kept = localStorage.getItem('pyxis.theme') ?? '';
  const theme = ['dark', 'light'].find((each) => kept === each || kept === `"${each}"`);
  if (theme) {
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="color-scheme"]')?.setAttribute('content', theme);
  }
} catch {
  // The browser keeps nothing for pages: what the system says holds.
}
