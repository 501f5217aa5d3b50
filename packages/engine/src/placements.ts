import type { Event } from './event.ts';
import type { Frame, Token } from './state.ts';

/**
 * Where tokens of the process itself come to, event by event. What moves in a called process is left out: its elements
 * stand on another drawing, and may have the same ids.
 */
export function watchPlacements(frames: readonly Frame[] = []): (event: Event) => Token | undefined {
  const called = new Set<string>();
  const note = ({ id, process, in: around }: Frame) => {
    if (process !== undefined || (around !== undefined && called.has(around))) called.add(id);
  };
  frames.forEach(note);
  return (event) => {
    if (event.type === 'frame-opened') note(event.frame);
    const isOurs = event.type === 'token-placed' && !called.has(event.token.in ?? '');
    return isOurs ? event.token : undefined;
  };
}
