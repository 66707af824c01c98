import { Component } from '@angular/core';
@Component({ selector: 'px-episode-page', template: '' })
export class EpisodePage {}
