from jobs_assets.parsing.registry import BY_DESIGN, PARSER_VERSION, parse_page

__all__ = ["BY_DESIGN", "PARSER_VERSION", "parse_page"]
