// Tabs by the pattern of WAI-ARIA: arrows go round, and what is chosen is shown.

/** Tells which one is open, by the part of its id behind "tab-". */
export function tabs(list, onChange) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const state = { open: nameOf(all[0]) };
  for (const [i, tab] of all.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", event => {
      const to = { ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: all.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const other = all[(to + all.length) % all.length];
      choose(other);
      other.focus();
    });
  }
  return state;

  function choose(chosen) {
    for (const tab of all) {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = tab !== chosen;
    }
    state.open = nameOf(chosen);
    onChange(state.open);
  }
}

const nameOf = tab => tab.id.replace("tab-", "");
