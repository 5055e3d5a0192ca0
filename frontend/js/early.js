// Runs before the page is drawn, so that what scripts will hide never flashes up.
document.documentElement.classList.add('js')
