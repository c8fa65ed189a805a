/** The language, text size and readings that the voter has set, for this tab only. */
import { fill, type Language, languages, plain, type TextKey, type Values } from '../texts';
import type { Text } from '../crypto/question';

export type TextSize = 'normal' | 'large' | 'largest';

const SIZES: readonly TextSize[] = ['normal', 'large', 'largest'];

class Speech {
  #id = $state(remembered('language') ?? navigatorLanguage());
  #size = $state<TextSize>(SIZES.find((size) => size === remembered('size')) ?? 'normal');
  #ruby = $state(remembered('ruby') !== 'off');

  get language(): Language {
    const found = languages.find(({ id }) => id === this.#id) ?? languages[0];
    if (found === undefined) throw new Error('there is a language');
    return found;
  }

  get size(): TextSize {
    return this.#size;
  }

  get ruby(): boolean {
    return this.#ruby;
  }

  speak(id: string): void {
    this.#id = id;
    remember('language', id);
  }

  resize(size: TextSize): void {
    this.#size = size;
    remember('size', size);
  }

  showRuby(shown: boolean): void {
    this.#ruby = shown;
    remember('ruby', shown ? 'on' : 'off');
  }

  /** A text without readings, for attributes and titles. */
  say(key: TextKey, values: Values = {}): string {
    return plain(fill(this.language.texts, key, values));
  }

  /** A manifest's text: in this language, in its plain form, or in Japanese, which is always there. */
  of(text: Text): string {
    return text.get(this.language.id) ?? text.get(this.language.tag) ?? text.get('ja') ?? '';
  }

  /** The language tag of what `of` gives. */
  tagOf(text: Text): string {
    return text.has(this.language.id) || text.has(this.language.tag) ? this.language.tag : 'ja';
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.language.tag).format(value);
  }

  /** An instant of the manifest in Japanese time. */
  time(instant: string): string {
    const format = new Intl.DateTimeFormat(this.language.tag, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Tokyo' });
    return format.format(new Date(instant));
  }
}

export const speech = new Speech();

function navigatorLanguage(): string {
  const wanted = navigator.languages.map((tag) => tag.split('-')[0]);
  return languages.find(({ id }) => wanted[0] === id)?.id ?? 'ja';
}

/** A browser that allows no storage still votes. */
function remembered(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function remember(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Then it is forgotten at the next page.
  }
}
