/** Who asks, as the session knows him. Every function of the room that reads or writes for somebody takes one. */
export interface Viewer {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: 'staff' | 'student' | 'guest';
  readonly unitId: string;
}
