// The photographs so far, each with a button that shows it and one that removes it.

const made = (tag, properties) => Object.assign(document.createElement(tag), properties);

export class Strip {
  constructor(list, onSelect, onRemove) {
    Object.assign(this, { list, onSelect, onRemove, entries: new Map() });
  }

  add(photograph) {
    const item = made("li");
    const select = made("button", { type: "button", className: "select" });
    const url = photograph.bitmap ? URL.createObjectURL(photograph.blob) : null;
    const preview = url ? made("img", { src: url, alt: "" })
      : made("span", { className: "preview", textContent: "no preview" });
    select.append(preview, made("span", { textContent: photograph.name }));
    select.addEventListener("click", () => this.onSelect(photograph));
    const remove = made("button", { type: "button", className: "remove", textContent: "×", title: "Remove" });
    remove.ariaLabel = `Remove ${photograph.name}`;
    remove.addEventListener("click", () => this.onRemove(photograph));
    item.append(select, remove);
    this.list.append(item);
    this.entries.set(photograph, { item, select, url });
  }

  /** Says which one is shown. */
  mark(current) {
    for (const [photograph, { select }] of this.entries)
      if (photograph === current) select.setAttribute("aria-current", "true");
      else select.removeAttribute("aria-current");
  }

  remove(photograph) {
    const { item, url } = this.entries.get(photograph);
    this.entries.delete(photograph);
    if (url) URL.revokeObjectURL(url);
    item.remove();
  }

  focus(photograph) {
    this.entries.get(photograph)?.select.focus();
  }
}
