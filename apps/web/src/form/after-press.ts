/**
 * Leaving a field shows what is wrong with it, which moves what lies below. When it is left by pressing something
 * else, that must wait for the click:
 *  1. the mouse goes down on a checkbox below, the field loses the focus,
 *  2. its fault appears and the checkbox moves away from under the mouse,
 *  3. the mouse goes up beside it: no click, and the person's choice is lost.
 */
const waiting = new Set<() => void>();
let pressed = false;

function release(): void {
  pressed = false;
  const acts = [...waiting];
  waiting.clear();
  for (const act of acts) act();
}

if (typeof document !== 'undefined') {
  document.addEventListener('pointerdown', () => (pressed = true), true);
  document.addEventListener('click', () => setTimeout(release), true);
  // A press that ends elsewhere gives no click.
  document.addEventListener('pointerup', () => setTimeout(release, 300), true);
  document.addEventListener('pointercancel', () => release(), true);
}

/** At once when the keyboard is used, else when the press that is under way has had its click. */
export function afterPress(act: () => void): void {
  if (pressed) waiting.add(act);
  else act();
}
