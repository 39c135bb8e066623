// What the sandbox program puts on the chat page beside the chat: suggestions and a panel of actions.

export interface CopyPayload { label: string; text: string }

/** A chip on the page. `send` false only fills the text box; `copy` adds buttons that put a text on the clipboard. */
export interface Suggestion {
  label: string;
  /** Chips of one group stand together behind its name. */
  group?: string;
  text: string;
  send?: boolean;
  copy?: readonly CopyPayload[];
}

/** A button in the side panel. `run` returns the sentence the page shows afterwards; a rejection is shown too. */
export interface PanelAction {
  label: string;
  /** The heading it stands under; "Others" without one. */
  group?: string;
  run: () => Promise<string>;
}

export class PageContent {
  private readonly listeners = new Set<() => void>();

  constructor(
    private shownSuggestions: readonly Suggestion[],
    private shownPanel: readonly PanelAction[],
  ) {}

  get suggestions(): readonly Suggestion[] {
    return this.shownSuggestions;
  }

  get panel(): readonly PanelAction[] {
    return this.shownPanel;
  }

  setSuggestions(suggestions: readonly Suggestion[]): void {
    this.shownSuggestions = suggestions;
    this.announce();
  }

  setPanel(panel: readonly PanelAction[]): void {
    this.shownPanel = panel;
    this.announce();
  }

  /** Calls `listener` after every change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private announce(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
