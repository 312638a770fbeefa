"""Spanish frames of template news, see `newsroom.py`."""

from collections.abc import Mapping, Sequence

WEEKDAYS: Sequence[str] = "lunes martes miércoles jueves viernes sábado domingo".split()
MONTHS: Sequence[str] = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)
QUARTERS: Sequence[str] = "primer segundo tercer cuarto".split()
FORMATS: Mapping[str, str] = {
    "date": "{day} de {month} de {year}",
    "day": "{day} de {month}",
    "clock": "{hour}:{minute:02} horas",
    "group": ".",
    "point": ",",
}
DIGITS: Mapping[str, str] = {}

OUTLETS: Mapping[str, str] = {
    "eldiariodelvalle.example": """
        El Diario del Valle es un periódico independiente que vive de sus suscriptores. Si tiene una noticia que
        contarnos, escriba a la redacción. Puede recibir cada mañana nuestro boletín con lo más importante del día;
        es gratuito y puede darse de baja cuando quiera.""",
    "noticias-costa.example": """
        Este texto se ha elaborado con ayuda de un programa a partir de datos de terceros y ha sido revisado por un
        redactor antes de su publicación. Noticias Costa no se hace responsable de las decisiones que se tomen sobre
        su base. Queda prohibida la reproducción total o parcial de los contenidos sin autorización expresa del
        editor. Si observa un error, comuníquelo al defensor del lector, que responderá en el plazo de dos días
        hábiles.""",
}

DATELINE = "{town} (NDA).-"
ABOVE: Sequence[str] = """
Saltar al contenido principal
Portada Noticias Deportes Economía Opinión El tiempo Esquelas Suscripciones
Inicie sesión o regístrese para leer más artículos gratis
Escuchar esta noticia, tres minutos de lectura
Compartir esta noticia por correo o en las redes sociales
Reciba los avisos de última hora en el móvil con nuestra aplicación
Por nuestro redactor, actualizado hace unos minutos
Este artículo tiene más de un día
""".strip().splitlines()
BELOW: Sequence[str] = """
Lea también: Qué supone el nuevo presupuesto para las familias y los comercios pequeños
Lea también: Los estibadores y el puerto firman el convenio tras una larga negociación
Más sobre el tema: El hospital abre una planta infantil con un concierto en el jardín
Más sobre el tema: Cinco rutas para hacer con niños en el puente
Lo más leído: Por qué ha subido tanto la mantequilla y cuándo volverá a bajar
Lo más leído: La panadería que usa el mismo horno desde hace más de un siglo
Vídeo: Un perro vuelve a casa después de cruzar tres provincias
Apúntese a nuestro boletín y no se pierda ninguna noticia de su ciudad
Gracias por leernos. Su suscripción hace posible un periodismo independiente
Participe: los comentarios se revisan antes de publicarse
Síganos para ver fotos y vídeos de toda la región
¿Tiene una historia que contarnos? Escriba a la redacción con total confianza
Publicidad: siga bajando para continuar con la lectura
Los comentarios reflejan la opinión de sus autores y no la de este medio
Copyright Medios de la Costa. Todos los derechos reservados. Prohibida la reproducción
Aviso legal Privacidad Cookies Contacto Empleo Publicidad
""".strip().splitlines()

LISTS: Mapping[str, str] = {
    "town": """Almansa, Benavente, Calahorra, Daroca, Écija, Figueras, Guadix, Haro, Illescas, Jaca, La Roda, Lorca,
        Manacor, Navalcarnero, Osuna, Priego, Requena, Sepúlveda, Tarazona, Úbeda, Vinaroz, Yecla, Zafra, Alcañiz,
        Baza, Carmona, Dénia, Estepona, Mérida, Ronda""",
    "county": """Álava, Albacete, Almería, Ávila, Badajoz, Burgos, Cáceres, Cádiz, Castellón, Ciudad Real, Cuenca,
        Girona, Granada, Guadalajara, Huelva, Huesca, Jaén, León, Lleida, Lugo, Málaga, Ourense, Palencia, Segovia,
        Soria, Teruel""",
    "company": """Ibérica de Cementos, Grupo Naranjo, Laboratorios Ferrán, Solaria del Sur, Banco de Levante,
        Inmobiliaria Duero, Transportes Galdós, Aceros del Nalón, Viñedos Reunidos, Telefonía Cantábrica, Hoteles
        Marisma, Papelera del Ebro, Aguas de Poniente, Electra Meseta, Seguros Alborán, Conservas Rías, Tecnologías
        Montseny, Autopistas del Tajo, Astilleros Bahía, Química Turia, Gas Pirineo, Farmacia Global, Moda Retiro,
        Pescados Finisterre, Minas de Sierra Morena""",
    "trade": """constructora, alimentaria, farmacéutica, cementera, hotelera, papelera, siderúrgica, aseguradora,
        energética, inmobiliaria, tecnológica, química, conservera, naviera, minera, textil, operadora, bodega,
        concesionaria, distribuidora""",
    "woman": """Adela, Beatriz, Carmen, Dolores, Elena, Francisca, Gloria, Herminia, Lucía, Josefa, Laura, Manuela,
        Nieves, Olga, Pilar, Rosario, Soledad, Teresa, Úrsula, Victoria, Consuelo, Amparo, Encarnación, Mercedes""",
    "man": """Alberto, Benito, Carlos, Diego, Emilio, Fernando, Gonzalo, Hugo, Jaime, Joaquín, Leandro, Miguel,
        Nicolás, Óscar, Pablo, Ramón, Santiago, Tomás, Vicente, Andrés, Julián, Marcos, Rafael, Sergio""",
    "last": """Aguilar, Bermejo, Cabrera, Delgado, Escudero, Fuentes, Gallego, Herrera, Iglesias, Jurado, Lozano,
        Medina, Navarro, Ortega, Pastor, Quiroga, Rivas, Serrano, Toledano, Urrutia, Vallejo, Zamora, Blanco, Castaño,
        Esteban, Guzmán, Ibáñez, Molina, Peralta, Soriano""",
    "team": """Atlético, Deportivo, Racing, Real, Unión, Sporting, Rayo, Villa, Recreativo, Cultural, Gimnástica,
        Hércules, Numantino, Peña, Juventud, Ciudad, Olímpico, Balompié, Arenas, San Telmo""",
    "street": """calle Mayor, avenida de la Constitución, calle del Carmen, plaza de España, calle Real, paseo del
        Río, calle San Juan, avenida de Europa, calle Cervantes, ronda Norte, calle Goya, calle de las Flores, avenida
        del Mar, plaza Nueva, calle Molino, calle Velázquez, travesía del Pozo, calle Colón, carretera de Madrid,
        calle Olivo""",
    "loot": """joyas, varios teléfonos móviles, un ordenador portátil, herramientas, cable de cobre, dinero en
        efectivo, dos bicicletas eléctricas, un televisor, bolsos de marca, cajas de vino, un patinete, aceite de
        oliva, relojes, una caja fuerte, material deportivo, gasóleo, una cámara de fotos, perfumes, jamones, una
        motosierra""",
    "vehicle": """una furgoneta blanca, un turismo gris, una motocicleta negra, un todoterreno verde, un camión
        pequeño, un coche rojo, un monovolumen azul, una caravana, un turismo negro, una furgoneta azul, un coche
        plateado, un patinete eléctrico""",
    "product": """queso fresco, jamón cocido, mejillones en escabeche, galletas de avena, leche infantil, hummus, paté
        de campaña, crema de cacahuete, salmón ahumado, chocolate con leche, pimentón dulce, gazpacho, salchichas,
        yogur de fresa, pan sin gluten, tortilla de patatas, anchoas, turrón, espinacas congeladas, helado de nata""",
    "brand": """La Huerta, Campo Alegre, El Molino, Tía Rosa, Valdelama, Mar Azul, Los Olivos, Sabores del Norte, Don
        Tomás, La Dehesa, Buen Día, Casa Lola, Monte Claro, El Cántaro, Santa Rita, Delicias, Flor de Sal, La Abuela,
        Costa Brava, Pradoverde""",
    "hazard": """Listeria monocytogenes, Salmonella, sulfitos no declarados, fragmentos de vidrio, leche no declarada,
        restos de metal, cacahuete no declarado, histamina, soja no declarada, aflatoxinas, piezas de plástico""",
}

FRAMES: Mapping[str, Sequence[str]] = {
    "earnings": (
        """
{company} gana {profit:2.1..480.9} millones en el {quarter} trimestre, un {percent:0.4..38.9}% [más|menos]

{town}, {day} (ANI).- La {trade} {company} obtuvo un beneficio neto de {profit} millones de euros en el {quarter}
trimestre del año, lo que supone un [aumento|descenso] del {percent}% respecto al mismo periodo del ejercicio
anterior, según ha informado este {weekday} a la Comisión Nacional del Mercado de Valores (CNMV).

Los ingresos [crecieron|cayeron] un {rise:0.3..24.9}%, hasta {revenue:40.2..3900.9} millones, mientras que el
resultado bruto de explotación (ebitda) se situó en {ebitda:5.1..890.9} millones, con un margen del
{margin:2.1..38.9}%. La deuda financiera neta se [redujo|elevó] a {debt:10..2900} millones al cierre de {month}.

El presidente de la compañía, {man}, ha destacado la [solidez|fortaleza|resistencia] del negocio «en un entorno
complejo» y ha mantenido los objetivos para el conjunto del año. El consejo propondrá un dividendo de
{dividend:0.05..1.90} euros por acción, que se abonará el {day+42}.

Las acciones de {company} [subían|bajaban] un {move:0.1..9.9}% a media sesión, hasta {price:1.10..190.90} euros.
""",
    ),
    "weather": (
        """
Aviso [amarillo|naranja] por [viento|lluvia|tormentas|calor] este {weekday+1} en {county}

La Agencia de Meteorología ha activado para este {weekday+1}, {day+1}, el aviso en la provincia de {county}, donde
estará en vigor entre las {start:hour} y las {end:hour}. La probabilidad es del {chance:40..95}%.

Se esperan rachas máximas de {gust:65..120} kilómetros por hora y una acumulación de hasta {rain:10..90} litros por
metro cuadrado en {hours:2..12} horas. El fenómeno afectará sobre todo a las comarcas de {town}, {town2} y {town3}.

Protección Civil recomienda a la población que evite los desplazamientos que no sean imprescindibles, que retire de
balcones y ventanas los objetos que puedan caer a la calle y que no se acerque a muros, árboles o andamios. En caso de
emergencia hay que llamar al 112. Se aconseja además mantenerse informado por los canales oficiales.
""",
        """
El tiempo en {town} para mañana, {weekday+1} {day+1}

La temperatura máxima en {town} será mañana de {high:8..41} grados y la mínima, de {low:0..7} grados. La probabilidad
de lluvia es del {chance:0..95}%.

¿Cómo se hace esta previsión? Los datos proceden de la Agencia de Meteorología y se publican de forma automática para
cada municipio. Los modelos numéricos dividen la atmósfera en celdas y calculan su evolución a partir de las
observaciones de estaciones, globos sonda, barcos y satélites. La fiabilidad disminuye con el plazo: es muy alta para
el día siguiente y solo orientativa a partir del quinto. En zonas de montaña y de costa pueden darse diferencias
notables en pocos kilómetros. Consulte antes de viajar el estado de las carreteras y, si practica deportes al aire
libre, los boletines de montaña y de playas.
""",
    ),
    "police": (
        """
Detenidas {count:2..9} personas en {town} por el robo de {loot}

La Guardia Civil ha detenido en {town} ({county}) a {count} personas, de entre {young:18..29} y {old:30..66} años,
como presuntas autoras de {crimes:3..29} delitos de robo con fuerza en [viviendas|naves
industriales|comercios|fincas].

La investigación comenzó en {month}, cuando los agentes recibieron una denuncia por el robo de {loot} y {loot2} en un
[domicilio|almacén|local] de la {street}. Las cámaras de seguridad grabaron {vehicle} que abandonaba el lugar a las
{seen:clock}.

En los {searches:2..6} registros practicados se han recuperado efectos valorados en {value:900..96000} euros. Los
detenidos, junto con las diligencias instruidas, han sido puestos a disposición del Juzgado de Instrucción número
{court:1..9} de {town2}. La operación continúa abierta y no se descartan nuevas detenciones.

La operación ha sido dirigida por el equipo territorial que manda el teniente {man}. Para más información pueden
dirigirse a la oficina de prensa de la Comandancia de {county}, teléfono 9{phone:#10000000..99999999}.
""",
    ),
    "match": (
        """
{team} {town} {goals:2..5}-{against:0..1} {team2} {town2}: [victoria|triunfo] local en la jornada {round:2..38}

El {team} {town} se impuso este {weekday} por {goals}-{against} al {team2} {town2} en el partido de la jornada {round}
disputado en el estadio municipal de {town}.

El equipo de {man} se adelantó en el minuto {minute:3..44} con un gol de {man2}. En la segunda parte, {man3} amplió la
ventaja en el minuto {minute2:46..90}. [El equipo visitante lo intentó hasta el final, pero sin acierto.|El conjunto
visitante apenas inquietó la portería rival.]

El árbitro, {man4}, amonestó a {yellow:2..5} jugadores del equipo local y a {yellow2:2..5} del visitante. Asistieron
{crowd:600..28000} espectadores.

Con este resultado, el {team} {town} se sitúa en la posición {place:1..10} con {points:12..70} puntos, mientras que el
{team2} {town2} queda en la {place2:11..20} con {points2:5..40}. En la próxima jornada, el {team} {town} visitará al
{team3} {town3} y el {team2} {town2} recibirá al {team4} {town4}.

Crónica elaborada de forma automática con los datos del acta.
""",
    ),
    "insider": (
        """
{man} [compra|vende] {shares:500..96000} acciones de {company}

El consejero de {company} {man} ha [comprado|vendido] {shares} títulos de la compañía, según consta en los registros
de la Comisión Nacional del Mercado de Valores. La operación se realizó el {day-3} a un precio medio de
{price:1.10..190.90} euros, lo que supone un importe de {worth:shares*price} euros. Tras ella, el consejero controla
{left:2000..480000} derechos de voto, el {stake:0.01..4.90}% del capital.

Las personas con responsabilidades de dirección deben comunicar sus operaciones con acciones propias en un plazo de
tres días hábiles. Las ventas pueden responder a motivos fiscales o personales y no siempre reflejan una opinión sobre
la marcha de la empresa.

Los títulos de {company} cerraron ayer en {close:1.10..190.90} euros, un {move:0.1..9.9}% [más|menos]. En lo que va de
año acumulan una [subida|caída] del {yearly:1..48}%. El precio objetivo medio de {analysts:3..24} analistas es de
{target:1.10..220.90} euros.

Aviso legal: esta información no constituye una recomendación de inversión. Rentabilidades pasadas no garantizan
rentabilidades futuras. El lector debe consultar a su asesor antes de tomar una decisión.
""",
    ),
    "obituary": (
        """
Esquela: doña {woman}

Doña {woman}, viuda de don {man}, falleció en {town} el día {date-1}, a los {age:61..99} años de edad, [habiendo
recibido los Santos Sacramentos|confortada por los suyos]. D.E.P.

Sus hijos, {man2} y {woman2}; hijos políticos, {woman3} y {man3}; sus {grand:2..14} nietos y {great:2..9} bisnietos,
hermanos, sobrinos y demás familia ruegan una oración por su alma.

La misa funeral se celebrará el {weekday}, día {day}, a las {at:hour}, en la iglesia parroquial de la {street}. A
continuación recibirá sepultura en el cementerio municipal de {town}. La capilla ardiente está instalada en la sala
número {hall:1..14} del tanatorio de {town2}. La familia agradece de antemano las muestras de condolencia y la
asistencia a los actos.
""",
    ),
    "earthquake": (
        """
Un terremoto de magnitud {size:1.8..4.9} se siente en {town} ({county})

Un terremoto de magnitud {size} en la escala de Richter ha sacudido este {weekday}, a las {at:clock}, la zona de
{town}, en la provincia de {county}, según los datos del Instituto Geográfico. El epicentro se ha localizado
{distance:1..29} kilómetros al [norte|sur|este|oeste] de {town2} y a {depth:1..40} kilómetros de profundidad.

El movimiento se ha notado en {places:2..39} municipios y el 112 ha recibido {calls:3..290} llamadas, aunque no
constan daños personales ni materiales. En las últimas {hours:24..72} horas se han registrado {shocks:2..48} réplicas.

Qué hacer durante un terremoto: conserve la calma, protéjase debajo de una mesa sólida, aléjese de ventanas y
estanterías y no utilice el ascensor. Si está en la calle, manténgase lejos de fachadas y cables. Una vez terminado,
cierre las llaves del gas y del agua y no use el teléfono salvo en caso de urgencia.
""",
    ),
    "roads": (
        """
Cortes de tráfico en la A-{road:#1..92} a su paso por {town} [desde este|a partir del] {weekday}

El Ministerio de Transportes cortará un carril de la autovía A-{road}, en el término municipal de {town} ({county}),
entre los puntos kilométricos {from:1..140} y {to:141..420}, para [rehabilitar el firme|reparar un viaducto|renovar la
señalización|instalar barreras]. Los trabajos comienzan el {weekday}, {day}, y se prolongarán hasta el {day+18}, de
{start:hour} a {end:hour}.

El tráfico se desviará por {town2} y {town3}. El presupuesto de la obra asciende a {cost:0.2..29.9} millones de euros
y la empresa adjudicataria es {company}. Se recomienda a los conductores que respeten la señalización y moderen la
velocidad en el tramo. Las fechas pueden cambiar si el tiempo es adverso. El estado de las carreteras puede
consultarse en el teléfono 011.
""",
    ),
    "fuel": (
        """
Precio de la gasolina hoy en {town}: {price:1.29..1.89} euros el litro

El litro de gasolina 95 cuesta este {weekday} en {town} una media de {price} euros, un {change:0.1..3.9}% [más|menos]
que hace una semana. El gasóleo se paga a {diesel:1.25..1.79} euros, un {change2:0.1..3.9}% [más|menos].

La gasolinera más barata es la de la {street}, donde el litro se vende a {least:1.09..1.28} euros. La más cara, en la
{street2}, lo ofrece a {most:1.90..2.19} euros. Llenar un depósito medio de 55 litros sale hoy por {tank:71..104}
euros. Los precios corresponden a {stations:3..88} estaciones de servicio de la localidad y sus alrededores.

Los datos proceden del geoportal del Ministerio, al que las estaciones están obligadas a comunicar cada cambio. Esta
información se actualiza de manera automática todos los días a primera hora.
""",
    ),
    "recall": (
        """
Alerta alimentaria: retiran {product} de la marca {brand} por {hazard}

La Agencia de Seguridad Alimentaria ha informado de la presencia de {hazard} en {product} de la marca {brand},
fabricado en {town} ({county}). El lote afectado es el {lot:#10000..99999}, con fecha de caducidad {date+40} y un peso
por unidad de {grams:80..900} gramos.

Según la información disponible, el producto se ha distribuido inicialmente a las provincias de {county2}, {county3} y
{county4}, aunque no se descarta que haya redistribuciones a otros territorios. Hasta el momento [no se ha notificado
ningún caso|se han notificado {cases:2..19} casos] de enfermedad en España asociado a esta alerta.

Se recomienda a las personas que tengan en sus hogares el producto afectado que se abstengan de consumirlo y lo
devuelvan al punto de compra. Si se ha consumido y se presenta alguna sintomatología compatible, se recomienda acudir
a un centro de salud. Más información sobre higiene y alergias en la página de la Agencia.
""",
    ),
}
