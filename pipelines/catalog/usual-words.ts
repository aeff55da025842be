import {type UsualWords, usualWords} from "../../schemas/usual-words.ts";
import {readCityYaml} from "./city-yaml.ts";
import {USUAL_WORDS_FILE} from "./sql-files.ts";

/** What cities usually call things, with what this one has added. UserError with file and line for what does not fit. */
export function readUsualWords(city: string): UsualWords {
  return readCityYaml(city, USUAL_WORDS_FILE, usualWords);
}
