import type { ApplicationDiagram } from '@yizhan/contract';

export type ElementState = ApplicationDiagram['nodes'][string];
export type FlowState = ApplicationDiagram['flows'][string];

/** What a drawing shows besides itself, all by element id. */
export interface Standing {
  readonly nodes: Readonly<Record<string, ElementState>>;
  readonly flows: Readonly<Record<string, FlowState>>;
  readonly returns: ApplicationDiagram['returns'];
  /** A line below an element: who holds it. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Line and ground, dark enough on white (WCAG 1.4.11); the style sheet has the legend in the same colours. */
export const colours: Readonly<Record<ElementState, { readonly line: string; readonly ground: string }>> = {
  done: { line: '#137a43', ground: '#e5f5ec' },
  skipped: { line: '#137a43', ground: '#ffffff' },
  sentBack: { line: '#9a5200', ground: '#fff3df' },
  current: { line: '#0b5cad', ground: '#cfe4fa' },
  forecast: { line: '#0b5cad', ground: '#ffffff' },
};

/** What is not passed as things stand. */
export const quiet = { line: '#75859a', ground: '#ffffff' };
