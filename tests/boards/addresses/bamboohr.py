"""Addresses of BambooHR careers pages, and of the vendor's own."""

CASES: list[tuple[str, str]] = [
    ("https://acme.bamboohr.com/careers", "bamboohr:acme"),
    ("https://acme.bamboohr.com/careers/", "bamboohr:acme"),
    ("https://acme.bamboohr.com/careers/39", "bamboohr:acme"),
    ("https://acme.bamboohr.com/careers/39?source=aWQ9MTY%3D", "bamboohr:acme"),
    ("https://acme.bamboohr.com/careers/39/detail", "bamboohr:acme"),
    ("https://Acme.BambooHR.com/careers/list", "bamboohr:acme"),
    ("https://acme.bamboohr.com/jobs/", "bamboohr:acme"),
    ("http://acme.bamboohr.com/jobs/view.php?id=28", "bamboohr:acme"),
    ("https://acme.bamboohr.com/jobs/embed2.php?departmentId=0", "bamboohr:acme"),
    ("https://acme.bamboohr.com/js/jobs2.php", "bamboohr:acme"),
    ("https://acme.bamboohr.com/js/embed.js", "bamboohr:acme"),
    ("https://acme.bamboohr.com", "bamboohr:acme"),
    ("acme-foods.bamboohr.com/careers/7", "bamboohr:acme-foods"),
    ("https://1global.bamboohr.com/careers", "bamboohr:1global"),
]

NOT: list[str] = [
    "https://www.bamboohr.com/products/ats",
    "https://bamboohr.com/careers/",
    "https://app.bamboohr.com/login/",
    "https://documentation.bamboohr.com/docs",
    "https://help.bamboohr.com/s/article/587793",
    "https://resources.bamboohr.com/images/footer-logo.png",
]
