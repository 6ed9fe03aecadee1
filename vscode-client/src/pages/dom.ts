// Makes elements. Text only ever becomes text, never markup.

type Child = Node | string;

/** An element with a class and children. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...children: Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== '') {
    made.className = className;
  }
  made.append(...children);
  return made;
}

/** An element of a drawing. */
export function drawing<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, String(value));
  }
  made.append(...children);
  return made;
}

/** A button. */
export function button(text: string, tooltip: string, pressed: () => void, className = ''): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  made.title = tooltip;
  made.addEventListener('click', pressed);
  return made;
}
