// Offer titles while somebody types in the search box; without it the box works as it is.
export function suggestSearches() {
  const box = document.querySelector('input[data-suggestions]')
  if (!box) return
  let list = box.list
  if (!list) {
    list = document.createElement('datalist')
    list.id = 'search-suggestions'
    box.after(list)
    box.setAttribute('list', list.id)
  }
  let timer
  box.addEventListener('input', () => {
    clearTimeout(timer)
    const typed = box.value.trim()
    if (typed.length < 2) return
    timer = setTimeout(async () => {
      try {
        const url = `${box.dataset.suggestions}?q=${encodeURIComponent(typed)}`
        const answer = await fetch(url, { headers: { Accept: 'application/json' } })
        if (!answer.ok) return
        const { suggestions = [] } = await answer.json()
        list.replaceChildren(...suggestions.map((text) => new Option('', text)))
      } catch {
        // No connection: the search box still works as it is.
      }
    }, 200)
  })
}
